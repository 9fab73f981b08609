package io.howdah.api;

/**
 * Notifications may have been missed at this point: whoever keeps a copy of something by them must read it anew.
 *
 * @param reason what has happened, for a log: how the connection was lost, or that a buffer was full
 */
public record NotificationGap(String reason) implements NotificationEvent {}
