/** Pages that stay open and are told what is new. */
package org.threadless.web.live;
