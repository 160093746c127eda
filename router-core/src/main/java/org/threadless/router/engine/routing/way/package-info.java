/** By which backend somebody is reached where a message does not say. */
package org.threadless.router.engine.routing.way;
