/** How often somebody may try: counted by token, by name, and by address. */
package org.threadless.router.engine.access.limit;
