package io.howdah.spi;

import com.google.gson.Gson;
import java.lang.reflect.Type;

/** JSON by Gson: the example of the manual. */
public final class GsonProvider implements CodecProvider, JsonMapper {
    private final Gson gson = new Gson();

    @Override
    public JsonMapper jsonMapper() {
        return this;
    }

    @Override
    public Object read(String json, Type type) {
        return gson.fromJson(json, type);
    }

    @Override
    public String write(Object value) {
        return gson.toJson(value);
    }
}
