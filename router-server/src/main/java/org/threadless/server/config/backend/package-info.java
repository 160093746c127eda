/** What the file says of backends, and the presets that say most of it for them. */
package org.threadless.server.config.backend;
