/** Sends, finds, shows and cancels messages. */
package org.threadless.api.message;
