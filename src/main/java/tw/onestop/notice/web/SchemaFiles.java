package tw.onestop.notice.web;

import java.util.Objects;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** 通報資料綱要: the JSON Schemas of the notices' data, at the address that every envelope names as its {@code dataschema}. */
@Component
class SchemaFiles implements WebMvcConfigurer {

    private final WebProperties.Resources files;

    SchemaFiles(WebProperties web) {
        this.files = web.getResources();
    }

    /** Kept as long as any other static file: what a version of a schema says does not change. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/schemas/**")
                .addResourceLocations("classpath:/schemas/")
                .setCacheControl(Objects.requireNonNullElse(
                        files.getCache().getCachecontrol().toHttpCacheControl(), CacheControl.empty()));
    }
}
