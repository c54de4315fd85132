namespace EdFi.BatchPerf.Api;

/// <summary>URLs of a server's endpoints: those that the operator gave, else those of discovery, else the usual ones.</summary>
internal sealed record Endpoints(Uri Batch, Uri Token, Uri Resources)
{
    /// <exception cref="BatchPerfException">
    /// An address is none of http or https, holds a user name, a password or a placeholder, or is a plain-text one that the discovery
    /// document of an encrypted server names; or no token endpoint is known.
    /// </exception>
    public static Endpoints Choose(ConnectOptions options, Discovery? discovery)
    {
        var token = Given(options, options.TokenEndpoint)
            ?? Named(options, Given(discovery?.OAuth), new OptionKey("OAuthEndpoint"))
            ?? throw ApiErrors.NoTokenUrl(options.BaseUrl);
        var resources = Given(options, options.ApiPrefix)
            ?? Named(options, WithEdFi(Given(discovery?.DataManagementApi)), new OptionKey("ApiPrefix"))
            ?? Absolute(options.BaseUrl, "data/ed-fi");
        var batch = Given(options, options.BatchEndpoint)
            ?? Named(options, Given(discovery?.BatchApi), new OptionKey("BatchEndpoint"))
            ?? Absolute(options.BaseUrl, "batch");
        return new Endpoints(batch, token, resources);
    }

    /// <summary>The base URL's path stays: <c>https://host/dms</c> and <c>/batch</c> make <c>https://host/dms/batch</c>.</summary>
    /// <exception cref="BatchPerfException">
    /// It is a URL, but none of http or https; or it holds a user name, a password or a placeholder.
    /// </exception>
    public static Uri Absolute(Uri baseUrl, string place)
    {
        if (ServerUrl.MayHoldCredentials(place))
        {
            throw ApiErrors.CredentialsInUrl(place);
        }

        if (ServerUrl.Placeholder(place) is { } placeholder)
        {
            throw ApiErrors.PlaceholderInUrl(place, placeholder);
        }

        if (!place.Contains("://", StringComparison.Ordinal))
        {
            return new Uri($"{baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{place.Trim().TrimStart('/')}");
        }

        return Uri.TryCreate(place, UriKind.Absolute, out var absolute) && ServerUrl.IsHttp(absolute)
            ? absolute
            : throw ApiErrors.NotHttp(place);
    }

    private static Uri? Given(ConnectOptions options, string? place) =>
        Given(place) is { } given ? Absolute(options.BaseUrl, given) : null;

    /// <summary>
    /// A place that only the server named. It must not lead a secret or a token from an encrypted connection to a plain one, also not on
    /// this machine, unless the operator allows it.
    /// </summary>
    private static Uri? Named(ConnectOptions options, string? place, OptionKey option)
    {
        if (place is null)
        {
            return null;
        }

        if (ServerUrl.Placeholder(place) is { } placeholder)
        {
            throw ApiErrors.PlaceholderNamed(options.BaseUrl, place, placeholder, option);
        }

        var url = Absolute(options.BaseUrl, place);
        return options.BaseUrl.Scheme == Uri.UriSchemeHttps && url.Scheme == Uri.UriSchemeHttp && !options.AllowUnencryptedAuthentication
            ? throw ApiErrors.NotEncrypted(options.BaseUrl, url, option)
            : url;
    }

    /// <summary>
    /// Hosts other than the base URL's, with their ports where they are not the usual ones, that only the discovery document names.
    /// </summary>
    public IReadOnlyList<string> OtherHosts(ConnectOptions options) =>
        [.. Elsewhere(options).Select(static e => e.Url.Authority).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Returns a notice for each of <see cref="OtherHosts"/>, which names the data that goes to it.</summary>
    public IReadOnlyList<string> Notices(ConnectOptions options) =>
    [
        .. Elsewhere(options).Select(
            e => $"{e.What} to {e.Url.Authority}, not to {options.BaseUrl.Authority}: the discovery document names {e.Url}."),
    ];

    private IEnumerable<(string What, Uri Url)> Elsewhere(ConnectOptions options)
    {
        (string What, string? Given, Uri Url)[] places =
        [
            ("Key and secret go", options.TokenEndpoint, Token),
            ("Token and documents go", options.ApiPrefix, Resources),
            ("Token and batches go", options.BatchEndpoint, Batch),
        ];
        return places
            .Where(p => Given(p.Given) is null && !ServerUrl.SameHost(p.Url, options.BaseUrl))
            .Select(static p => (p.What, p.Url));
    }

    /// <summary>As <see cref="Absolute"/>; null where there is no place, or none of http or https.</summary>
    public static Uri? Http(Uri baseUrl, string? place)
    {
        try
        {
            return Given(place) is { } given ? Absolute(baseUrl, given) : null;
        }
        catch (Exception exception) when (exception is BatchPerfException or UriFormatException)
        {
            return null;
        }
    }

    private static string? Given(string? place) => string.IsNullOrWhiteSpace(place) ? null : place;

    private static string? WithEdFi(string? dataManagementApi) =>
        dataManagementApi is null ? null
        : dataManagementApi.TrimEnd('/').EndsWith("/ed-fi", StringComparison.OrdinalIgnoreCase) ? dataManagementApi
        : dataManagementApi.TrimEnd('/') + "/ed-fi";
}
