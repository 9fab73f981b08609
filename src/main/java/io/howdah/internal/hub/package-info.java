/** Notifications for many listeners over one connection that is replaced when it is lost. */
package io.howdah.internal.hub;
