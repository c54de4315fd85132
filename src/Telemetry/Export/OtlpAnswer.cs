namespace EdFi.BatchPerf.Telemetry.Export;

/// <summary>Reads the body of a collector's answer, which the exporter does not look at, and leaves it to be read again.</summary>
internal static class OtlpAnswer
{
    private const int Longest = 64 * 1024;

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">The answer; it has another content with the same bytes and headers afterwards.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>What the collector says of the export; null for nothing.</returns>
    /// <exception cref="HttpRequestException">It is far longer than such an answer can be, or the connection broke.</exception>
    public static PartialSuccess? Read(HttpResponseMessage answer, CancellationToken stop)
    {
        if (!IsSuccess(answer))
        {
            return null;
        }

        using var body = Body();
        try
        {
            answer.Content.CopyTo(body, context: null, stop);
        }
        catch (NotSupportedException)
        {
            throw TooLong(answer);
        }

        return Take(answer, body);
    }

    /// <inheritdoc cref="Read"/>
    public static async Task<PartialSuccess?> ReadAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        if (!IsSuccess(answer))
        {
            return null;
        }

        using var body = Body();
        try
        {
            await answer.Content.CopyToAsync(body, stop);
        }
        catch (NotSupportedException)
        {
            throw TooLong(answer);
        }

        return Take(answer, body);
    }

    private static bool IsSuccess(HttpResponseMessage answer) => answer.IsSuccessStatusCode && answer.Content.Headers.ContentLength != 0;

    /// <summary>A stream that does not grow.</summary>
    private static MemoryStream Body() => new(new byte[Longest], 0, Longest, writable: true, publiclyVisible: true);

    /// <summary>Without the stream's own error, whose words would be shown in place of these. Gives the connection up.</summary>
    private static HttpRequestException TooLong(HttpResponseMessage answer)
    {
        answer.Dispose();
        return new($"it answered with more than {Longest / 1024} KB");
    }

    private static PartialSuccess? Take(HttpResponseMessage answer, MemoryStream body)
    {
        var bytes = body.GetBuffer().AsSpan(0, (int)body.Position);
        var again = new ByteArrayContent(bytes.ToArray());
        foreach (var header in answer.Content.Headers.NonValidated)
        {
            again.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        answer.Content.Dispose();
        answer.Content = again;
        var type = again.Headers.ContentType?.MediaType ?? "";
        return type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) ? PartialSuccess.ReadGrpc(bytes)
            : type.Equals("application/x-protobuf", StringComparison.OrdinalIgnoreCase) ? PartialSuccess.Read(bytes)
            : null;
    }
}
