/**
 * Reads the configuration file into records, and says everything that is wrong with it at once.
 *
 * <p>Three steps: {@link org.threadless.server.config.ConfigFile} turns YAML into a tree whose
 * nodes know their lines, {@link org.threadless.server.config.RouterConfig} reads the server's own
 * settings from it, and {@link org.threadless.server.config.plugin.PluginSettings} reads the
 * settings of one app or backend into the record of its plugin. All of them collect what is wrong
 * in one {@link org.threadless.server.config.text.Mistakes}.
 */
package org.threadless.server.config;
