/** The endpoint {@code health}; not for plugins. */
package org.threadless.http.health;
