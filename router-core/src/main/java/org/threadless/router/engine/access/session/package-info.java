/** Signing in with a password, and the sessions of those who have. */
package org.threadless.router.engine.access.session;
