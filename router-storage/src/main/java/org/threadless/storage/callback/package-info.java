/** What other programs are still to be told, for whoever tells it. */
package org.threadless.storage.callback;
