/** What was said to and by somebody, and what is done about whom. */
package org.threadless.console.conversation;
