namespace EdFi.BatchPerf.Api;

/// <summary>Where a server's parts lie: what the operator said, else what discovery says, else the usual place.</summary>
internal sealed record Endpoints(Uri Batch, Uri Token, Uri Resources)
{
    public static Endpoints Choose(ConnectOptions options, Discovery? discovery)
    {
        var token = Given(options.TokenEndpoint) ?? Given(discovery?.OAuth) ?? throw ApiErrors.NoTokenUrl(options.BaseUrl);
        var resources = Given(options.ApiPrefix) ?? WithEdFi(Given(discovery?.DataManagementApi)) ?? "data/ed-fi";
        var batch = Given(options.BatchEndpoint) ?? Given(discovery?.BatchApi) ?? "batch";
        return new Endpoints(Absolute(options.BaseUrl, batch), Absolute(options.BaseUrl, token), Absolute(options.BaseUrl, resources));
    }

    /// <summary>The base URL's path stays: <c>https://host/dms</c> and <c>/batch</c> make <c>https://host/dms/batch</c>.</summary>
    /// <exception cref="BatchPerfException">It is a URL, but none of http or https.</exception>
    public static Uri Absolute(Uri baseUrl, string place)
    {
        if (!place.Contains("://", StringComparison.Ordinal))
        {
            return new Uri($"{baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{place.Trim().TrimStart('/')}");
        }

        return Uri.TryCreate(place, UriKind.Absolute, out var absolute) && (absolute.Scheme == Uri.UriSchemeHttp || absolute.Scheme == Uri.UriSchemeHttps)
            ? absolute
            : throw ApiErrors.NotHttp(place);
    }

    private static string? Given(string? place) => string.IsNullOrWhiteSpace(place) ? null : place;

    private static string? WithEdFi(string? dataManagementApi) =>
        dataManagementApi is null ? null
        : dataManagementApi.TrimEnd('/').EndsWith("/ed-fi", StringComparison.OrdinalIgnoreCase) ? dataManagementApi
        : dataManagementApi.TrimEnd('/') + "/ed-fi";
}
