/** Commands that list plugins, and those that plugins bring themselves. */
package org.threadless.server.command.plugin;
