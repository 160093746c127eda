/** The way of a message, tried out: what apps would do, and nothing of it kept. */
package org.threadless.router.engine.routing.rehearsal;
