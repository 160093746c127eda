/**
 * The text of a configuration file: YAML as a tree whose nodes know their lines, with variables put
 * in, and the mistakes that are found in it.
 */
package org.threadless.server.config.text;
