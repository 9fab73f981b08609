package io.howdah.api;

/** What a subscriber of a {@link NotificationHub} gets: a notification, or word that some may be missing. */
public sealed interface NotificationEvent permits Notification, NotificationGap {}
