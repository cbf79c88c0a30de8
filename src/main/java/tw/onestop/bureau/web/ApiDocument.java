package tw.onestop.bureau.web;

import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * 介接文件: the OpenAPI document is a contract and written by hand; what the product answers to and the contract does not
 * know yet stands beside it as it was found.
 */
@Component
class ApiDocument implements OpenApiCustomizer {

    private final String baseUrl;

    ApiDocument(@Value("${onestop.base-url:http://localhost:8080}") String baseUrl) {
        this.baseUrl = baseUrl;
    }

    @Override
    public void customise(OpenAPI found) {
        OpenAPI written = written();
        found.info(written.getInfo())
                .servers(List.of(new Server().url(baseUrl)))
                .tags(written.getTags())
                .security(written.getSecurity())
                .webhooks(written.getWebhooks());
        found.getPaths().putAll(written.getPaths());
        found.components(written.getComponents());
    }

    private static OpenAPI written() {
        try (InputStream file = new ClassPathResource("openapi/onestop.yaml").getInputStream()) {
            return Yaml31.mapper().readValue(file, OpenAPI.class);
        } catch (IOException e) {
            throw new IllegalStateException("the contract cannot be read", e);
        }
    }
}
