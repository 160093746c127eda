/** How messages go out: may they now, by which backend, what came of it, and is a backend down. */
package org.threadless.router.engine.sending;
