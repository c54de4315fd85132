using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Problems;
using EdFi.BatchPerf.Simulator.World;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>Tokens from the Configuration Service (Basic or form) and from the DMS's own proxy (Basic only).</summary>
internal sealed class TokenEndpoint(Simulation simulation)
{
    public async Task HandleAsync(HttpContext context, bool isProxy)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            Answer.WriteEmpty(context, StatusCodes.Status405MethodNotAllowed);
            return;
        }

        simulation.Counts.TokenRequested();
        var fields = await ReadFieldsAsync(context.Request);
        var credentials = BasicCredentials(context.Request.Headers.Authorization, Dialect.Of(simulation.Options));
        if (credentials is null && isProxy)
        {
            Answer.WriteProblem(context, KnownProblems.BadRequest("Malformed Authorization header"), Answer.JsonUtf8);
            return;
        }

        credentials ??= (fields.GetValueOrDefault("client_id", ""), fields.GetValueOrDefault("client_secret", ""));
        if (fields.GetValueOrDefault("grant_type") != "client_credentials")
        {
            Answer.WritePair(
                context,
                StatusCodes.Status400BadRequest,
                ("error", "unsupported_grant_type"),
                ("error_description", "The specified grant type is not supported."),
                Answer.JsonUtf8);
            return;
        }

        var options = simulation.Options;
        var error = credentials.Value.Key != options.Key
            ? "invalid_client"
            : credentials.Value.Secret != options.Secret
            ? "unauthorized_client"
            : null;
        if (error is null)
        {
            WriteToken(context);
        }
        else if (isProxy)
        {
            Answer.WriteProblem(context, Forwarded(context, KnownProblems.WrongCredentials(error)));
        }
        else
        {
            Answer.WriteProblem(context, KnownProblems.WrongCredentials(error));
        }
    }

    private void WriteToken(HttpContext context) => Answer.Write(context, StatusCodes.Status200OK, Answer.JsonUtf8, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("access_token", simulation.Tokens.Issue());
        writer.WriteNumber("expires_in", (long)simulation.Options.TokenLifetime);
        writer.WriteString("token_type", "Bearer");
        writer.WriteEndObject();
    });

    /// <summary>The proxy passes a refusal on as a JSON string inside its own problem's detail.</summary>
    private static Problem Forwarded(HttpContext context, Problem problem)
    {
        var inner = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(inner))
        {
            ProblemWriter.Write(writer, problem, context.TraceIdentifier);
        }

        return new Problem(problem.Status, "urn:ed-fi:api:unauthorized", "Unauthorized", Encoding.UTF8.GetString(inner.WrittenSpan))
        {
            ContentType = problem.ContentType,
        };
    }

    private static async Task<Dictionary<string, string>> ReadFieldsAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        }

        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, default, request.HttpContext.RequestAborted);
            return json.RootElement.EnumerateObject()
                .ToDictionary(pair => pair.Name, pair => pair.Value.ToString(), StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new(StringComparer.Ordinal);
        }
    }

    private static (string Key, string Secret)? BasicCredentials(string? header, Dialect dialect)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var value) || !value.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(value.Parameter ?? ""));
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? null : (dialect.Decode(text[..colon]), dialect.Decode(text[(colon + 1)..]));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
