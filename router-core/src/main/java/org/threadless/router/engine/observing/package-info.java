/** Seeing what is done with messages, for metrics and traces, without changing it. */
package org.threadless.router.engine.observing;
