/** What a node looks at again and again: what waits, what is paused, and what was for later. */
package org.threadless.storage.wait.watch;
