/** Passwords, and the hashes that are kept of them (Argon2id). */
package org.threadless.router.engine.access.password;
