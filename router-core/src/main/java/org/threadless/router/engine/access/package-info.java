/** Who may come in over the API: tokens of programs, and what they may do. */
package org.threadless.router.engine.access;
