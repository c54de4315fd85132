using System.Management.Automation;
using EdFi.BatchPerf.Jobs.Options;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Refuses values outside the range that an option's row gives, in <see cref="RunOptionTable"/> or, for a study or a test of atomicity,
/// in <see cref="JobOptionTable"/>. Each value of a list is checked.
/// </summary>
/// <param name="key">The option's key.</param>
/// <param name="request">Type of the job's request whose option it is; null for an option of a run.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class OptionRangeAttribute(string key, Type? request = null) : ValidateArgumentsAttribute
{
    private readonly OptionType _type = request is null ? RunOptionTable.Of(key).Type : JobOptionTable.Of(request, key).Type;

    /// <summary>The smallest value.</summary>
    public object MinRange => _type.Least!;

    /// <summary>The largest value.</summary>
    public object MaxRange => _type.Most!;

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        var given = arguments is PSObject wrapped ? wrapped.BaseObject : arguments;
        foreach (var value in given as Array ?? new[] { given })
        {
            if (value is null || !_type.Holds(value))
            {
                throw new ValidationMetadataException(
                    $"{(value is null ? "Nothing" : OptionType.Text(value))} is out of range. Give a value from {_type.Range}.");
            }
        }
    }
}
