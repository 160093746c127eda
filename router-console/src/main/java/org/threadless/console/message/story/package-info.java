/** One message: what became of it, and what is done with it. */
package org.threadless.console.message.story;
