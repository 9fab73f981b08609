/** What applications and libraries plug into the driver: codecs for types it does not know, bindings of their classes to types, a JSON library. */
package io.howdah.spi;
