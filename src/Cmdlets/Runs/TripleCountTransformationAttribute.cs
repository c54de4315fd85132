using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Takes a number for all scenarios, or a hashtable with one for each: <c>@{ students = 20; sections = 5 }</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class TripleCountTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is IDictionary { Count: > 0 } map
            ? map
                .Cast<DictionaryEntry>()
                .ToDictionary(
                    static e => Convert.ToString(e.Key, CultureInfo.InvariantCulture)!,
                    static e => Number(e.Value),
                    StringComparer.OrdinalIgnoreCase)
            : Number(value);
    }

    private static int Number(object? value) =>
        WholeNumber.TryRead(value, out int number) && number >= 1
            ? number
            : throw new ArgumentTransformationMetadataException($"'{value}' is not a number of triples. Give a whole number from 1, "
                + $"or a hashtable of them: @{{ students = 20; sections = 5 }}.");
}
