/** What the engine asks of a store for messages that wait, and what it is asked to do with them. */
package org.threadless.router.engine.backlog;
