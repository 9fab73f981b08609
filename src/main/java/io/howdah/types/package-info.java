/** Values of PostgreSQL types that Java has no class for. */
package io.howdah.types;
