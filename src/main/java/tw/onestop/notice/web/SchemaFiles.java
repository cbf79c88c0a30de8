package tw.onestop.notice.web;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** 通報資料綱要: the JSON Schemas of the notices' data, at the address that every envelope names as its {@code dataschema}. */
@Component
class SchemaFiles implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry files) {
        files.addResourceHandler("/schemas/**").addResourceLocations("classpath:/schemas/");
    }
}
