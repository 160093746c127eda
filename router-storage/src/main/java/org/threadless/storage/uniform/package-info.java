/** Connections whose identities are to be written otherwise from now on. */
package org.threadless.storage.uniform;
