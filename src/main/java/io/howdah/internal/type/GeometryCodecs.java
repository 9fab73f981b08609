package io.howdah.internal.type;

import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import io.howdah.types.PgBox;
import io.howdah.types.PgCircle;
import io.howdah.types.PgLine;
import io.howdah.types.PgObject;
import io.howdah.types.PgPath;
import io.howdah.types.PgPoint;
import io.howdah.types.PgPolygon;
import io.howdah.types.PgSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The codecs of the geometric types: doubles on the wire, in the order of their text. Stateless. */
final class GeometryCodecs<T extends PgObject> extends ValueCodec<T> {
    /** x, y. */
    static final Codec POINT =
            new GeometryCodecs<>(PgPoint.class, PgPoint::parse, GeometryCodecs::point, GeometryCodecs::put);

    /** a, b, c. */
    static final Codec LINE = new GeometryCodecs<>(
            PgLine.class,
            PgLine::parse,
            in -> new PgLine(in.readDouble(), in.readDouble(), in.readDouble()),
            (line, out) -> {
                out.putDouble(line.a());
                out.putDouble(line.b());
                out.putDouble(line.c());
            });

    /** Two points. */
    static final Codec LSEG = new GeometryCodecs<>(
            PgSegment.class, PgSegment::parse, in -> new PgSegment(point(in), point(in)), (segment, out) -> {
                put(segment.start(), out);
                put(segment.end(), out);
            });

    /** Two points. */
    static final Codec BOX =
            new GeometryCodecs<>(PgBox.class, PgBox::parse, in -> new PgBox(point(in), point(in)), (box, out) -> {
                put(box.high(), out);
                put(box.low(), out);
            });

    /** One byte, 1 when closed, and the points. */
    static final Codec PATH = new GeometryCodecs<>(PgPath.class, PgPath::parse, GeometryCodecs::path, (path, out) -> {
        out.putByte(path.open() ? 0 : 1);
        put(path.points(), out);
    });

    /** The points. */
    static final Codec POLYGON = new GeometryCodecs<>(
            PgPolygon.class,
            PgPolygon::parse,
            in -> new PgPolygon(points(in)),
            (polygon, out) -> put(polygon.points(), out));

    /** The center and the radius. */
    static final Codec CIRCLE = new GeometryCodecs<>(
            PgCircle.class, PgCircle::parse, in -> new PgCircle(point(in), in.readDouble()), (circle, out) -> {
                put(circle.center(), out);
                out.putDouble(circle.radius());
            });

    private static final int POINT_BYTES = 16;

    private final Function<String, T> parser;
    private final Function<ByteCursor, T> reader;
    private final BiConsumer<T, ByteSink> writer;

    private GeometryCodecs(
            Class<T> valueClass,
            Function<String, T> parser,
            Function<ByteCursor, T> reader,
            BiConsumer<T, ByteSink> writer) {
        super(valueClass, true, valueClass.getSimpleName() + " or String");
        this.parser = parser;
        this.reader = reader;
        this.writer = writer;
    }

    private static PgPoint point(ByteCursor in) {
        return new PgPoint(in.readDouble(), in.readDouble());
    }

    private static void put(PgPoint point, ByteSink out) {
        out.putDouble(point.x());
        out.putDouble(point.y());
    }

    private static PgPath path(ByteCursor in) {
        byte closed = in.readByte();
        if (closed != 0 && closed != 1) {
            in.fail();
        }
        return new PgPath(points(in), closed == 0);
    }

    /** A count of 4 bytes and as many points. */
    private static List<PgPoint> points(ByteCursor in) {
        int count = in.readCount(POINT_BYTES);
        List<PgPoint> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            points.add(point(in));
        }
        return points;
    }

    private static void put(List<PgPoint> points, ByteSink out) {
        out.putInt(points.size());
        for (PgPoint point : points) {
            put(point, out);
        }
    }

    @Override
    T parse(String text, PgType type, CodecContext context) {
        return parser.apply(text);
    }

    @Override
    T read(ByteCursor in, PgType type, CodecContext context) {
        return reader.apply(in);
    }

    @Override
    void write(T value, PgType type, ByteSink out, CodecContext context) {
        writer.accept(value, out);
    }
}
