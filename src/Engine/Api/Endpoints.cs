namespace EdFi.BatchPerf.Api;

/// <summary>Where a server's parts lie: what the operator said, else what discovery says, else the usual place.</summary>
internal sealed record Endpoints(Uri Batch, Uri Token, Uri Resources)
{
    public static Endpoints Choose(ConnectOptions options, Discovery? discovery)
    {
        var token = options.TokenEndpoint ?? discovery?.OAuth ?? throw ApiErrors.NoTokenUrl(options.BaseUrl);
        var resources = options.ApiPrefix ?? WithEdFi(discovery?.DataManagementApi) ?? "data/ed-fi";
        var batch = options.BatchEndpoint ?? discovery?.BatchApi ?? "batch";
        return new Endpoints(Absolute(options.BaseUrl, batch), Absolute(options.BaseUrl, token), Absolute(options.BaseUrl, resources));
    }

    /// <summary>The base URL's path stays: <c>https://host/dms</c> and <c>/batch</c> make <c>https://host/dms/batch</c>.</summary>
    public static Uri Absolute(Uri baseUrl, string place)
    {
        if (place.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(place, UriKind.Absolute, out var absolute))
        {
            return absolute;
        }

        return new Uri($"{baseUrl.AbsoluteUri.TrimEnd('/')}/{place.TrimStart('/')}");
    }

    private static string? WithEdFi(string? dataManagementApi) =>
        dataManagementApi is null ? null
        : dataManagementApi.TrimEnd('/').EndsWith("/ed-fi", StringComparison.OrdinalIgnoreCase) ? dataManagementApi
        : dataManagementApi.TrimEnd('/') + "/ed-fi";
}
