namespace EdFi.BatchPerf.Unit.Simulator;

/// <summary>Documents and operations as text, for tests of the simulator.</summary>
public static class Documents
{
    public static string Student(string id, string firstName = "Ada") =>
        $$"""{"studentUniqueId":"{{id}}","firstName":"{{firstName}}","lastSurname":"Lovelace","birthDate":"2010-05-06"}""";

    public static string Create(string id) => $$"""{"op":"create","resource":"students","document":{{Student(id)}}}""";

    public static string Update(string id, string firstName = "Grace", string? ifMatch = null) =>
        $$"""{"op":"update","resource":"students","naturalKey":{"studentUniqueId":"{{id}}"},"document":{{Student(id, firstName)}}{{IfMatch(ifMatch)}}}""";

    public static string Delete(string id, string? ifMatch = null) =>
        $$"""{"op":"delete","resource":"students","naturalKey":{"studentUniqueId":"{{id}}"}{{IfMatch(ifMatch)}}}""";

    public static string[] Triple(string id) => [Create(id), Update(id), Delete(id)];

    private static string IfMatch(string? etag) => etag is null ? "" : $",\"ifMatch\":\"{etag}\"";
}
