/** What answers messages, and what would be answered. */
package org.threadless.console.app;
