/** What the engine asks of a store for messages, and what it hands over. */
package org.threadless.router.engine.store;
