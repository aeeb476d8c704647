package io.fragmortem.fleet.engine;

import io.fragmortem.timeline.instance.Store;

/** What waits in a store, as it waits there: what is packed already is neither unpacked nor packed again. */
final class WaitingCoder implements Coder {

    @Override
    public void write(Object value, RecordOutput out) {
        out.bytes()
                .putBytes(
                        value instanceof Packed<?> packed
                                ? packed.bytes()
                                : RecordCodec.write(((Store.Kept<?>) value).get()));
    }

    @Override
    public Object read(RecordInput in) {
        return new Read(in.bytes().takeBytes());
    }

    /** One whose bytes are at hand. */
    interface Packed<T> extends Store.Kept<T> {

        /** As {@link RecordCodec#write} makes them. */
        byte[] bytes();
    }

    /** One that was written before. */
    private record Read(byte[] bytes) implements Packed<Object> {
        @Override
        public Object get() {
            return RecordCodec.read(bytes);
        }

        @Override
        public void release() {
            // nothing is held but the bytes
        }
    }
}
