/** The console: pages for whoever runs the router. */
package org.threadless.console;
