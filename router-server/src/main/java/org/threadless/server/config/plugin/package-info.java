/** What the file says of a plugin, and the record of its settings. */
package org.threadless.server.config.plugin;
