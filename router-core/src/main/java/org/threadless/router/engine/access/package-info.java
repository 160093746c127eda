/** Who may come in, programs by tokens and people by passwords, and who of them did what. */
package org.threadless.router.engine.access;
