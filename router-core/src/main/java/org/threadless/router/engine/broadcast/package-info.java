/** What is sent to many at once, and can be paused and stopped as a whole. */
package org.threadless.router.engine.broadcast;
