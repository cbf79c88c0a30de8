package tw.onestop.notice.web;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** 通報資料綱要: the JSON Schemas of the notices' data, at the address that every envelope names as its {@code dataschema}. */
@Component
class SchemaFiles implements WebMvcConfigurer {

    private final WebProperties.Resources files;
    private final ErrandSchema errands;

    SchemaFiles(WebProperties web, ErrandSchema errands) {
        this.files = web.getResources();
        this.errands = errands;
    }

    /** Kept as long as any other static file: what a version of a schema says does not change. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/schemas/**")
                .addResourceLocations("classpath:/schemas/")
                .setCacheControl(Objects.requireNonNullElse(
                        files.getCache().getCachecontrol().toHttpCacheControl(), CacheControl.empty()))
                .resourceChain(false)
                .addResolver(new Written());
    }

    /** The file; or what is written from the definition of an errand, which is a row and has none. */
    private final class Written extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            Resource file = super.getResource(path, location);
            return file != null ? file : errands.of(path).map(Definition::new).orElse(null);
        }
    }

    /** Has no time of its own. */
    private static final class Definition extends ByteArrayResource {

        Definition(byte[] content) {
            super(content);
        }

        @Override
        public String getFilename() {
            return "errand.json";
        }

        @Override
        public long lastModified() {
            return -1;
        }
    }
}
