package io.howdah.api;

/**
 * A message sent by NOTIFY.
 *
 * @param pid process id of the notifying backend
 * @param channel the channel's name
 * @param payload the payload; empty when none was given
 */
public record Notification(int pid, String channel, String payload) implements NotificationEvent {}
