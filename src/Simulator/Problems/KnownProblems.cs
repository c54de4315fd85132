using EdFi.BatchPerf.Simulator.Schema;

namespace EdFi.BatchPerf.Simulator.Problems;

/// <summary>The problems that the transcripts show, and a few in their manner.</summary>
internal static class KnownProblems
{
    private const string BadRequestType = "urn:ed-fi:api:bad-request";
    private const string SeeErrors = "The request could not be processed. See 'errors' for details.";
    private const string SeeValidationErrors = "Data validation failed. See 'validationErrors' for details.";
    private const string ProblemJson = "application/problem+json";

    public static Problem BadRequest(string detail) => new(400, BadRequestType, "Bad Request", detail);

    public static Problem UnknownEndpoint(string resource) => BadRequest($"Endpoint '{resource}' was not found in the loaded API schemas.");

    public static Problem UnknownQueryField(string name) =>
        BadRequest(SeeErrors) with { Errors = [$"The query field '{name}' is not valid for this resource."] };

    public static Problem BadPaging(string message) =>
        new(400, BadRequestType + ":parameter", "Parameter Validation Failed", SeeErrors) { Errors = [message] };

    public static Problem IdMismatch() => BadRequest(SeeErrors) with { Errors = ["Request body id must match the id in the url."] };

    /// <summary>A new document may not bring the id that the server gives it.</summary>
    public static Problem IdInDocument() =>
        new(400, BadRequestType + ":data-validation-failed", "Data Validation Failed", SeeErrors)
        {
            Errors = ["The server gives documents their id: leave 'id' out of the document."],
        };

    public static Problem InvalidId(string text) => InvalidDocument(
        new Dictionary<string, List<string>>(StringComparer.Ordinal) { ["$.id"] = [$"The value '{text}' is not valid."] });

    public static Problem MethodNotAllowed() =>
        new(405, "urn:ed-fi:api:method-not-allowed", "Method Not Allowed", "The endpoint does not take this method.")
        {
            ContentType = ProblemJson,
        };

    public static Problem UnsupportedMediaType() =>
        new(415, "urn:ed-fi:api:unsupported-media-type", "Unsupported Media Type", "Documents have to come as application/json.")
        {
            ContentType = ProblemJson,
        };

    public static Problem TooManyRequests() =>
        new(429, "urn:ed-fi:api:too-many-requests", "Too Many Requests", "The rate limiter let no more requests through in this window.")
        {
            ContentType = ProblemJson,
        };

    public static Problem ServiceUnavailable() =>
        new(503, "urn:ed-fi:api:service-unavailable", "Service Unavailable", "The server takes no requests for the time being.")
        {
            ContentType = ProblemJson,
        };

    public static Problem NotAuthenticated(string error) =>
        new(401, "urn:ed-fi:api:security:authentication", "Authentication Failed", "The request's token was not accepted.")
        {
            Errors = [error],
            ContentType = ProblemJson,
        };

    public static Problem InvalidDocument(IReadOnlyDictionary<string, List<string>> errors) =>
        new(400, BadRequestType + ":data-validation-failed", "Data Validation Failed", SeeValidationErrors) { ValidationErrors = errors };

    public static Problem MissingDescriptors(IReadOnlyDictionary<string, List<string>> errors) =>
        BadRequest(SeeValidationErrors) with { ValidationErrors = errors };

    public static Problem KeyMismatch() => KeyChange("The naturalKey does not match the document identity.");

    public static Problem KeyChangeOf(ResourceDefinition definition) =>
        KeyChange(
            $"Identifying values for the {definition.Entity} resource cannot be changed. Delete and recreate the resource item instead.");

    public static Problem UnresolvedReferences(IEnumerable<string> entities) => new(
        409, "urn:ed-fi:api:data-conflict:unresolved-reference", "Unresolved Reference",
        $"The referenced {string.Join(", ", entities)} item(s) do not exist.");

    public static Problem DependentsExist(IEnumerable<string> entities) => new(
        409,
        "urn:ed-fi:api:data-conflict:dependent-item-exists",
        "Dependent Item Exists",
        $"The requested action cannot be performed because this item is referenced by existing {string.Join(", ", entities)} item(s).");

    public static Problem NotFound(string detail) => new(404, "urn:ed-fi:api:not-found", "Not Found", detail);

    public static Problem UnknownResource() => NotFound("The specified data could not be found.") with { ContentType = ProblemJson };

    public static Problem StaleETag() =>
        new(412, "urn:ed-fi:api:optimistic-lock-failed", "Optimistic Lock Failed", "The item has been modified by another user.")
    {
        Errors =
        [
            "The resource item's etag value does not match what was specified in the 'If-Match' request header indicating that it "
                + "has been modified by another client since it was last retrieved.",
        ],
    };

    public static Problem ActionDenied(string claimSet, string action, string entity) =>
        new(
            403,
            "urn:ed-fi:api:security:authorization:access-denied:action",
            "Authorization Denied",
            "Access to the resource could not be authorized.")
        {
            Errors =
            [
                $"The API client's assigned claim set (currently '{claimSet}') must grant permission of the '{action}' action on "
                    + $"one of the following resource claims: {entity}",
            ],
            ContentType = ProblemJson,
        };

    public static Problem NoClaim() =>
        new(
            403,
            "urn:ed-fi:api:security:authorization:",
            "Authorization Denied",
            "Access to the resource could not be authorized.") { ContentType = ProblemJson };

    public static Problem WrongCredentials(string error) =>
        new(401, "urn:ed-fi:api:security:authentication", "Authentication Failed", SeeErrors)
        {
            Errors = [error + ". Invalid client or Invalid client credentials"],
            ContentType = ProblemJson,
        };

    private static Problem KeyChange(string detail) =>
        new(400, BadRequestType + ":data-validation-failed:key-change-not-supported", "Key Change Not Supported", detail);
}
