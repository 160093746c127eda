/** What runs as long as the process does, and what ends the process. */
package org.threadless.router.loop;
