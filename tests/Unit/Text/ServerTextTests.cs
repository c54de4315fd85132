using System.Reflection;
using System.Runtime.CompilerServices;

namespace EdFi.BatchPerf.Unit.Text;

/// <summary>Texts of the types that operators see are neutral as soon as they are there, wherever a server may have written them.</summary>
public sealed class ServerTextTests
{
    private const string Hostile = "\u001b]0;x\u0007\u202e\u009b";

    /// <summary>Properties that hold words of a server, or words that quote them, in whichever type they are.</summary>
    private static readonly string[] Names =
    [
        "BatchLimitMessage", "CorrelationId", "DataStandard", "Detail", "DocumentId", "ETag", "Error", "FailedDetail", "FailedOp",
        "FailedResource", "FailedTitle", "FailedType", "Fault", "FirstCorrelationId", "Id", "Message", "NaturalKey", "NotCleanedUp", "Note",
        "Op", "Problem", "Reason", "Reasons", "Refusal", "ServerVersion", "SurvivorNames", "Title", "Type", "Uri",
    ];

    public static TheoryData<string> Texts => [.. Properties().Select(static p => $"{p.DeclaringType!.Name}.{p.Name}")];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_that_a_server_may_have_written_is_neutral(string text)
    {
        var property = Properties().Single(p => $"{p.DeclaringType!.Name}.{p.Name}" == text);
        var holder = RuntimeHelpers.GetUninitializedObject(property.DeclaringType!);

        property.SetValue(holder, Hostile);

        Assert.Equal(PlainText.Line(Hostile), property.GetValue(holder));
    }

    /// <summary>An operation is the operator's own, and goes to the server as it is.</summary>
    private static IEnumerable<PropertyInfo> Properties() => typeof(BatchResult).Assembly.GetExportedTypes()
        .Where(static type => type is { IsClass: true, IsAbstract: false } && type != typeof(BatchOperation))
        .SelectMany(static type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(static p => p.PropertyType == typeof(string) && p.SetMethod is not null && Names.Contains(p.Name, StringComparer.Ordinal));
}
