package io.howdah.internal.type;

import io.howdah.types.PgInterval;
import java.time.ZoneId;

/**
 * What a codec must know of the session: an immutable snapshot, replaced when the server reports a change.
 *
 * @param types the types known for this data source
 * @param sessionZone the session's TimeZone, which the text form of timestamptz uses; null when Java does not know the zone, and timestamptz
 *     must then be read as text
 * @param serverVersionNumber as {@code server_version_num}: 180006 for 18.6
 * @param intervalStyle the session's IntervalStyle, which the text form of interval uses
 */
public record CodecContext(
        TypeRegistry types, ZoneId sessionZone, int serverVersionNumber, PgInterval.Style intervalStyle) {
    /** A session with the server's default IntervalStyle. */
    public CodecContext(TypeRegistry types, ZoneId sessionZone, int serverVersionNumber) {
        this(types, sessionZone, serverVersionNumber, PgInterval.Style.POSTGRES);
    }

    /** The same with another TimeZone. */
    public CodecContext withSessionZone(ZoneId zone) {
        return new CodecContext(types, zone, serverVersionNumber, intervalStyle);
    }

    /** The same with another version of the server. */
    public CodecContext withServerVersionNumber(int version) {
        return new CodecContext(types, sessionZone, version, intervalStyle);
    }

    /** The same with another IntervalStyle; null, for one that is not known, stands for the server's default. */
    public CodecContext withIntervalStyle(PgInterval.Style style) {
        return new CodecContext(
                types, sessionZone, serverVersionNumber, style == null ? PgInterval.Style.POSTGRES : style);
    }
}
