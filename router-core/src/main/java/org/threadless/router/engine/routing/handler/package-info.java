/** What takes an incoming message: routes it at once, or lets it wait for its turn. */
package org.threadless.router.engine.routing.handler;
