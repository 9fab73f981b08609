package io.howdah.internal.type;

import java.time.ZoneId;

/**
 * What a codec must know of the session: an immutable snapshot, replaced when the server reports a change.
 *
 * @param types the types known for this data source
 * @param sessionZone the session's TimeZone, which the text form of timestamptz uses; null when Java does not know the zone, and timestamptz
 *     must then be read as text
 * @param serverVersionNumber as {@code server_version_num}: 180006 for 18.6
 */
public record CodecContext(TypeRegistry types, ZoneId sessionZone, int serverVersionNumber) {}
