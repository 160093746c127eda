/** Texts that nobody guesses, and what is kept of them. */
package org.threadless.router.engine.access.secret;
